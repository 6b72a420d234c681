/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  // The installed TypeScript has no API for Next to call; `npm run check` checks types with tsc.
  typescript: { ignoreBuildErrors: true },
  // Native or large, and used by the server alone: they load from node_modules as they are.
  serverExternalPackages: [
    "@ftrack/api",
    "kysely",
    "ldapts",
    "nodemailer",
    "pg",
    "pg-boss",
    "pino",
    "prom-client",
    "react-email",
    "ws",
    "yaml",
  ],
  // proxy.ts sets the headers of everything but these files, which it never sees.
  headers: async () => [
    { source: "/_next/static/:path*", headers: [{ key: "x-content-type-options", value: "nosniff" }] },
  ],
  experimental: {
    // 10,000 ids of 36 characters, with room for how they travel.
    serverActions: { bodySizeLimit: "2mb" },
  },
};
