import { startFtrack } from "./server.ts";
import { tinyStudio, tinyUser, idOf } from "./tiny-studio.ts";
import { create } from "./operation.ts";
import { randomUUID } from "node:crypto";
const ops = [...tinyStudio];
const N = Number(process.argv[2] ?? 100000);
for (let s = 0; s < 20; s++) {
  const seq = randomUUID(); ops.push(create("Sequence", { id: seq, name: `big${s}`, parent_id: idOf("nxp") }));
  for (let h = 0; h < 50; h++) {
    const shot = randomUUID(); ops.push(create("Shot", { id: shot, name: `b${h}`, parent_id: seq }));
    const asset = randomUUID(); ops.push(create("Asset", { id: asset, name: "compout", context_id: shot, type_id: idOf("render") }));
    const tasks = [0,1,2,3,4].map((t) => { const id = randomUUID(); ops.push(create("Task", { id, name: "t" + t, parent_id: shot, type_id: idOf(t % 2 ? "comp" : "roto"), status_id: idOf(t === 0 ? "pending" : "wip") })); return id; });
    for (let v = 0; v < N / 1000; v++) {
      const id = randomUUID();
      const elig = v % 20 === 0;
      ops.push(create("AssetVersion", { id, asset_id: asset, task_id: tasks[elig ? 0 : 1 + (v % 4)], status_id: idOf(elig ? "ready" : v % 3 ? "wip" : "approved"), user_id: idOf("artist"), comment: "c" }));
      for (const c of ["left", "right", "main"]) {
        const cid = randomUUID();
        ops.push(create(c === "main" ? "FileComponent" : "SequenceComponent", { id: cid, name: c, file_type: ".exr", size: 1000, version_id: id }));
        ops.push(create("ComponentLocation", { component_id: cid, location_id: "cb268ecc-8809-11e3-a7e2-20c9d081909b", resource_identifier: `/mnt/prj/NXP/${s}/${h}/${v}/${c}.%04d.exr` }));
      }
    }
  }
}
console.log("ops", ops.length, Math.round(process.memoryUsage().rss / 1e6), "MB");
let t = performance.now();
const s = await startFtrack({ operations: ops });
console.log("load ms", Math.round(performance.now() - t));
ops.length = 0;
(globalThis as any).gc?.();
console.log(Math.round(process.memoryUsage().rss / 1e6), "MB rss", Math.round(process.memoryUsage().heapUsed / 1e6), "heap");
const fields = "version, status.name, status.color, task.name, task.type.name, task.status.name, task.status.color, asset.name, asset.parent.name, asset.parent.link, asset.ancestors.name, components.name, components.file_type, components.system_type, comment, date, thumbnail_id, user.username, components.size, components.component_locations.location.name, components.component_locations.resource_identifier, components.metadata.key, components.metadata.value, asset.parent.custom_attributes.key, asset.parent.custom_attributes.value";
const expr = `select id, ${fields} from AssetVersion where asset.parent.project_id is "${idOf("nxp")}" and status.name is "Ready to review" and task.status.name is "Pending Internal review"`;
const only = process.env.ONLY; for (const [e, h] of (only ? Array.from({length: 12}, () => [expr, {}]) : [[expr, {}], [expr, {"ftrack-api-options":"strict:1;denormalize:1"}]]) as any) {
  for (let i = 0; i < 3; i++) {
    t = performance.now();
    const r = await fetch(s.url + "/api", { method: "POST", headers: { "ftrack-user": tinyUser.username, "ftrack-api-key": tinyUser.apiKey, ...h }, body: JSON.stringify([{ action: "query", expression: e }]) });
    const server = performance.now() - t;
    const text = await r.text();
    const j = JSON.parse(text);
    if (i === 2) console.log(e.slice(-60), j[0]?.data?.length ?? j, Math.round(text.length / 1000), "KB", Math.round(server), "ms");
  }
}
await s.close();
