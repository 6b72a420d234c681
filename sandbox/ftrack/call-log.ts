export type Calls = {
  /** `POST /api` requests. */
  readonly posts: number;
  /** Operations in them, by action. */
  readonly operations: Readonly<Record<string, number>>;
  /** The latest query expressions, oldest first. */
  readonly last: readonly string[];
};

const kept = 200;

/** Counts what clients ask, so that a test can say what a page may cost. */
export class CallLog {
  private posts = 0;
  private operations: Record<string, number> = {};
  private last: string[] = [];

  notePost(): void {
    this.posts += 1;
  }

  noteOperation(action: string, expression: string | undefined): void {
    this.operations[action] = (this.operations[action] ?? 0) + 1;
    if (expression === undefined) return;
    this.last.push(expression);
    if (this.last.length > kept) this.last.shift();
  }

  read(): Calls {
    return { posts: this.posts, operations: { ...this.operations }, last: [...this.last] };
  }

  reset(): void {
    this.posts = 0;
    this.operations = {};
    this.last = [];
  }
}
