import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { demo } from "./studio.ts";

const someId = "0c8f3a52-6a0e-4a34-9a52-1f3b0d4f8a11";

interface ActionManifest {
  node: Record<string, { exportedName?: string }>;
}

function actionIds(): string[] {
  const manifest: ActionManifest = JSON.parse(readFileSync(".next/server/server-reference-manifest.json", "utf8"));
  return Object.keys(manifest.node);
}

for (const path of ["/", "/uploads", `/uploads/${someId}`, "/audit", "/status"]) {
  test(`a stranger who asks for ${path} is sent to the sign-in page`, async ({ request }) => {
    const answer = await request.get(`${demo().app}${path}`, { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(answer.headers().location).toMatch(/\/login(\?|$)/);
    expect(await answer.text()).not.toContain("NXP");
  });
}

for (const path of [
  "/api/live?topics=history",
  `/api/facets?project=${someId}&type=internal`,
  `/api/previews/${someId}`,
  `/api/thumbnails/${someId}?size=100`,
  `/api/versions/${someId}?project=${someId}`,
  "/api/metrics",
]) {
  test(`a stranger gets nothing from ${path}`, async ({ request }) => {
    const answer = await request.get(`${demo().app}${path}`, { maxRedirects: 0 });
    expect(answer.status()).toBe(401);
    expect(await answer.text()).not.toContain("NXP");
  });
}

test("a stranger has nothing kept", async ({ request }) => {
  const data = { name: "look", value: { density: "dense", notify: false } };
  expect((await request.put(`${demo().app}/api/preferences`, { data, maxRedirects: 0 })).status()).toBe(401);
});

test("a stranger hears from the health page only whether it is well", async ({ request }) => {
  const answer = await request.get(`${demo().app}/api/health`);
  expect(answer.status()).toBe(200);
  expect(Object.keys(await answer.json())).toEqual(["ok"]);
});

for (const page of ["/", "/login"]) {
  test(`a stranger gets nothing from any server action, sent to ${page}`, async ({ request }) => {
    const ids = actionIds();
    expect(ids.length).toBeGreaterThanOrEqual(3);
    for (const id of ids) {
      const answer = await request.post(`${demo().app}${page}`, {
        headers: { "next-action": id, "content-type": "text/plain;charset=UTF-8", origin: demo().app },
        data: JSON.stringify([{}]),
        maxRedirects: 0,
      });
      const body = await answer.text();
      expect(body).not.toContain('"ok":true');
      if (answer.status() === 200 && body.includes('"ok"')) expect(body).toContain("not-signed-in");
    }
  });
}

test("a forged session cookie is worth nothing", async ({ request }) => {
  const answer = await request.get(`${demo().app}/uploads`, {
    headers: { cookie: "next-auth.session-token=eyJhbGciOiJub25lIn0.e30." },
    maxRedirects: 0,
  });
  expect(answer.status()).toBe(307);
});
