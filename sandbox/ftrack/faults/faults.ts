import type { IncomingMessage } from "node:http";
import { failureReply, type Reply } from "#sandbox/ftrack/reply";
import { type Call, isAimedAt, isFileCall } from "./call.ts";
import { BadOrder, type FaultOrder, type FaultWish, parseOrder } from "./fault-order.ts";
import { misbehave } from "./misbehave.ts";
import { pageReply } from "./page.ts";

/** One fault on order, and what came of it so far. */
export type Fault = {
  readonly id: string;
  readonly order: FaultOrder;
  /** Calls that it was aimed at, those that it let pass included. */
  readonly met: number;
  readonly struck: number;
  /** How often it will strike yet; null: until it is cleared. */
  readonly left: number | null;
};

/** What can be switched at the event hub. */
export type HubSwitch = { setDown(down: boolean): void; dropAll(): void };

type State = { -readonly [Key in keyof Fault]: Fault[Key] };

/** What goes wrong with a server on demand. Without an order, calls pass untouched. */
export class Faults {
  private readonly hub: HubSwitch | undefined;
  private faults: State[] = [];
  private ordered = 0;

  constructor(hub?: HubSwitch) {
    this.hub = hub;
  }

  /** Orders a fault; the given object goes on to tell what came of it. @throws BadOrder */
  add(wish: FaultWish): Fault {
    return this.order(wish);
  }

  /** The same for what came from outside. @throws BadOrder */
  order(sent: unknown): Fault {
    const order = parseOrder(sent);
    const once = order.kind === "hub-drop";
    const left = once ? 0 : "times" in order ? (order.times ?? null) : null;
    this.switchHub(order);
    this.ordered += 1;
    const fault: State = { id: String(this.ordered), order, met: 0, struck: once ? 1 : 0, left };
    this.faults.push(fault);
    return fault;
  }

  /** In the order in which they came; those that have struck as often as they were to stay in the list. */
  list(): readonly Fault[] {
    return this.faults.map((fault) => ({ ...fault }));
  }

  /** Takes back one fault, or all. False if there is none of that id. */
  clear(id?: string): boolean {
    const kept = id === undefined ? [] : this.faults.filter((fault) => fault.id !== id);
    const cleared = this.faults.filter((fault) => !kept.includes(fault));
    this.faults = kept;
    const isDown = ({ order }: Fault) => order.kind === "hub-down";
    if (cleared.some(isDown) && !kept.some(isDown)) this.hub?.setDown(false);
    return id === undefined || cleared.length > 0;
  }

  /** The reply to a call: what `act` gives, or what the faults make of it. Delays add up; of others the first strikes. */
  async around(call: Call, act: () => Reply | Promise<Reply>): Promise<Reply> {
    const acting = async () => act();
    if (this.faults.length === 0) return acting();
    let next = async (): Promise<Reply> => acting().catch((error: unknown) => failureReply(200, error));
    for (const fault of this.striking(call).reverse()) {
      const inner = next;
      next = () => (fault.kind === "files-down" ? Promise.resolve(pageReply(503)) : misbehave(fault, inner));
    }
    return next();
  }

  /** For requests to anything but the API, which is met when its operations are known. */
  aroundRequest(request: IncomingMessage, act: () => Promise<Reply>): Promise<Reply> {
    if (this.faults.length === 0) return act();
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    if (pathname === "/api") return act();
    return this.around({ path: pathname, user: searchParams.get("username") ?? "", operations: [] }, act);
  }

  private striking(call: Call) {
    const striking: Exclude<FaultOrder, { kind: "hub-down" | "hub-drop" }>[] = [];
    for (const fault of this.faults) {
      const { order } = fault;
      if (order.kind === "hub-down" || order.kind === "hub-drop") continue;
      if (order.kind === "files-down" ? !isFileCall(call) : !isAimedAt(order.match, call)) continue;
      fault.met += 1;
      if (fault.left === 0 || ("after" in order && fault.met <= order.after)) continue;
      if (fault.left !== null) fault.left -= 1;
      fault.struck += 1;
      striking.push(order);
      if (order.kind !== "delay") break;
    }
    return striking;
  }

  private switchHub({ kind }: FaultOrder): void {
    if (kind !== "hub-down" && kind !== "hub-drop") return;
    if (this.hub === undefined) throw new BadOrder("This server has no event hub to switch.");
    if (kind === "hub-down") this.hub.setDown(true);
    else this.hub.dropAll();
  }
}
