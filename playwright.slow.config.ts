import base from "./playwright.config.ts";
export default { ...base, timeout: 400_000, retries: 0, expect: { timeout: 90_000 }, use: { ...base.use, actionTimeout: 120_000 } };
