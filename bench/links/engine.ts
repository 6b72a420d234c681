import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { EngineAnswer, EngineTask } from "./engine-messages.ts";
import type { Fresh, Scene } from "./scene.ts";

/** The engine in a process of its own. */
export interface Engine {
  link(scene: Scene, fresh: Fresh): Promise<EngineAnswer>;
  plan(scene: Scene): Promise<EngineAnswer>;
  close(): Promise<void>;
}

/** Starts the engine for storage below `volume`, which its own process for that volume touches. */
export function startEngine(volume: string, environment: NodeJS.ProcessEnv): Engine {
  const child = fork(join(import.meta.dirname, "engine-main.ts"), [volume], {
    execArgv: ["--expose-gc"],
    env: environment,
  });
  const ended = once(child, "exit");

  async function ask(task: EngineTask): Promise<EngineAnswer> {
    child.send(task);
    const answer: Promise<EngineAnswer[]> = once(child, "message");
    const [said] = await Promise.race([answer, ended.then(() => [])]);
    if (said === undefined) throw new Error("The engine's process ended.");
    return said;
  }

  return {
    link: ({ project, renders, sequences }, fresh) => ask({ task: "link", project, renders, sequences, ...fresh }),
    plan: ({ project, renders, sequences, frames }) => ask({ task: "plan", project, renders, sequences, frames }),
    async close() {
      if (child.connected) child.disconnect();
      await ended;
    },
  };
}
