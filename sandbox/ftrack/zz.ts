import { startFtrack } from "./server.ts";
import { tinyStudio, tinyUser, idOf } from "./tiny-studio.ts";
const s = await startFtrack({ operations: tinyStudio });
async function call(ops: unknown, h: Record<string,string> = {}) {
  const r = await fetch(s.url + "/api", { method: "POST", headers: { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey, ...h }, body: JSON.stringify(ops) });
  return r.json();
}
const q = process.argv.slice(2).map((expression) => expression.startsWith("{") ? JSON.parse(expression.replace(/#(\w+)/g, (_, n) => idOf(n))) : ({ action: "query", expression: expression.replace(/#(\w+)/g, (_, n) => idOf(n)) }));
console.log(JSON.stringify(await call(q), null, 1));
await s.close();
