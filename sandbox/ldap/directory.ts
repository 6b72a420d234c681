import { pageControl, pagedResults, pageOf, passwordPolicy } from "./controls.ts";
import { matchingRule, picks, rulesIn, type Surroundings } from "./directory-filter.ts";
import { dnKey, parentKey } from "./dn.ts";
import { type DirectoryMake, type Entry, entry } from "./entries.ts";
import {
  type Attributes,
  type BindRequest,
  type Control,
  type Outcome,
  resultCode,
  type SearchRequest,
} from "./message.ts";
import { selected } from "./selected-attributes.ts";

/** What an administrator of the server could have set otherwise. */
export interface Limits {
  /** The most entries of one answer, or of one page. */
  sizeLimit: number;
  /** The most entries that all pages of a search hold together, as OpenLDAP counts them. */
  pagedSizeLimit: number;
  /** False: the server does not know paged results. */
  paging: boolean;
  /** Whether the rule that follows chains of groups works, is unknown, or is refused; as the kind of server has it where left out. */
  chains?: "followed" | "unknown" | "refused";
  /** The most values of one attribute in an answer; as the kind of server has it where left out. */
  valuesAtOnce?: number;
}

export type Send = (answer: { dn: string; attributes: Attributes } | { references: readonly string[] }) => void;

/** Entries, and what binds and searches over them answer. */
export class Directory {
  readonly #baseDn: string;
  readonly #limits: Limits;
  #make: DirectoryMake;
  #entries = new Map<string, Entry>();
  #bindNames = new Map<string, Entry>();

  constructor(make: DirectoryMake, baseDn: string, limits: Limits) {
    this.#baseDn = baseDn;
    this.#limits = limits;
    this.#make = make;
    this.replace(make);
  }

  replace(make: DirectoryMake): void {
    this.#make = make;
    this.#entries = new Map(make.entries.map((made) => [dnKey(made.dn), made]));
    this.#bindNames = new Map(
      make.entries.flatMap((made) => made.bindNames.map((name) => [name.toLowerCase(), made] as const)),
    );
  }

  /**
   * A name without a password is RFC 4513's "unauthenticated bind": most servers answer success and leave the
   * connection anonymous, which is why a client must refuse empty passwords by itself. `as` is null then.
   */
  bind({ name, password }: BindRequest, controls: readonly Control[]): Outcome & { as: Entry | null } {
    if (password === null) {
      return { status: resultCode.authMethodNotSupported, message: "Only simple binds are taken here.", as: null };
    }
    if (password === "") return { status: resultCode.success, as: null };
    const found = this.#entries.get(dnKey(name)) ?? this.#bindNames.get(name.toLowerCase()) ?? null;
    const known = found?.password === null ? null : found;
    const asked = controls.some(({ type }) => type === passwordPolicy);
    const outcome = this.#make.manners.bindOutcome(known, known?.password === password, asked);
    return { ...outcome, as: outcome.status === resultCode.success ? known : null };
  }

  search(request: SearchRequest, controls: readonly Control[], boundAs: Entry | null, send: Send): Outcome {
    const base = dnKey(request.base);
    if (base === "" && request.scope === "base") return this.#describeServer(request, send);
    if (boundAs === null) return this.#make.manners.strangerOutcome;
    const known = this.#limits.paging ? [pagedResults] : [];
    const unknown = controls.find((control) => control.critical && !known.includes(control.type));
    if (unknown) {
      return {
        status: resultCode.unavailableCriticalExtension,
        message: `Control ${unknown.type} is not supported.`,
      };
    }
    if (base !== "" && !this.#entries.has(base)) return this.#nothingAt(base);
    if (this.#limits.chains === "refused" && rulesIn(request.filter).includes(matchingRule.inChain)) {
      return { status: resultCode.inappropriateMatching, message: "The matching rule is not supported." };
    }
    const found: Entry[] = [];
    for (const [key, candidate] of this.#entries) {
      if (inScope(key, base, request.scope) && picks(request.filter, candidate, this.#surroundings)) {
        found.push(candidate);
      }
    }
    return this.#answer(found, request, controls, send);
  }

  #answer(found: readonly Entry[], request: SearchRequest, controls: readonly Control[], send: Send): Outcome {
    const { sizeLimit, pagedSizeLimit, paging } = this.#limits;
    const page = paging ? pageOf(controls) : null;
    const from = page?.from ?? 0;
    const most = Math.min(request.sizeLimit || found.length, page ? pagedSizeLimit : sizeLimit, found.length);
    const until = Math.min(most, page ? from + Math.min(page.size, sizeLimit) : most);
    const valuesAtOnce = this.#limits.valuesAtOnce ?? this.#make.manners.valuesAtOnce;
    for (const { dn, attributes, operational } of found.slice(from, until)) {
      send({ dn, attributes: selected({ attributes, operational }, request, valuesAtOnce) });
    }
    const { references } = this.#make.manners;
    const whole = request.scope === "sub" && dnKey(request.base) === dnKey(this.#baseDn);
    if (whole && until === most && references.length > 0) send({ references });
    const cut = until === most && most < found.length;
    const status = cut ? resultCode.sizeLimitExceeded : resultCode.success;
    if (!page) return { status };
    return { status, controls: [pageControl(found.length, until < most ? until : null)] };
  }

  #describeServer(request: SearchRequest, send: Send): Outcome {
    const { controls, serverEntry } = this.#make.manners;
    const server = entry(
      "",
      { objectClass: ["top"] },
      {
        operational: {
          namingContexts: [this.#baseDn],
          supportedLDAPVersion: ["3"],
          supportedControl: controls.filter((control) => this.#limits.paging || control !== pagedResults),
          supportedExtension: ["1.3.6.1.4.1.1466.20037", "1.3.6.1.4.1.4203.1.11.3"],
          ...serverEntry,
        },
      },
    );
    if (picks(request.filter, server, this.#surroundings)) {
      send({ dn: "", attributes: selected(server, request, null) });
    }
    return { status: resultCode.success };
  }

  get #surroundings(): Surroundings {
    const { chains } = this.#limits;
    return {
      entryOf: (dn) => this.#entries.get(dnKey(dn)) ?? null,
      inChain: chains === undefined ? this.#make.manners.knowsChains : chains === "followed",
    };
  }

  /** Active Directory sends those who ask for a tree that is not its own elsewhere. */
  #nothingAt(key: string): Outcome {
    const own = key.endsWith(dnKey(this.#baseDn));
    if (!own && this.#make.manners.references.length > 0) {
      return { status: resultCode.referral, message: "0000202B: RefErr: DSID-0310084A, data 0, 1 access points" };
    }
    for (let step = parentKey(key); step !== ""; step = parentKey(step)) {
      const above = this.#entries.get(step);
      if (above) return { status: resultCode.noSuchObject, matchedDn: above.dn };
    }
    return { status: resultCode.noSuchObject };
  }
}

function inScope(key: string, base: string, scope: SearchRequest["scope"]): boolean {
  const below = base === "" ? key !== "" : key.endsWith(`,${base}`);
  switch (scope) {
    case "base":
      return key === base;
    case "one":
      return parentKey(key) === base;
    case "sub":
      return key === base || below;
    case "children":
      return below;
  }
}
