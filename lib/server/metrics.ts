import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Figures for a Prometheus server. One set per process: see `container`. */
export interface Metrics {
  actions: Histogram<"action" | "outcome">;
  steps: Histogram<"step" | "outcome">;
  signIns: Counter<"outcome">;
  ftrackCalls: Histogram<"outcome">;
  requests: Histogram<"work" | "part">;
  streams: Gauge;
  contentType: string;
  text(): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    actions: new Histogram({
      name: "compout_action_seconds",
      help: "Time that a server action took",
      labelNames: ["action", "outcome"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    }),
    steps: new Histogram({
      name: "compout_step_seconds",
      help: "Time that a step of an upload took",
      labelNames: ["step", "outcome"],
      buckets: [0.1, 0.5, 1, 5, 15, 60, 300, 1800],
      registers: [registry],
    }),
    signIns: new Counter({
      name: "compout_sign_ins_total",
      help: "Tries to sign in",
      labelNames: ["outcome"],
      registers: [registry],
    }),
    ftrackCalls: new Histogram({
      name: "compout_ftrack_call_seconds",
      help: "Time that a call to ftrack took",
      labelNames: ["outcome"],
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
      registers: [registry],
    }),
    requests: new Histogram({
      name: "compout_request_seconds",
      help: "Time that a request which asked ftrack took until its answer was sent: waiting for ftrack, and our own",
      labelNames: ["work", "part"],
      buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers: [registry],
    }),
    streams: new Gauge({
      name: "compout_event_streams",
      help: "Event streams that browsers have open now",
      registers: [registry],
    }),
    contentType: registry.contentType,
    text: () => registry.metrics(),
  };
}
