import { ApiError } from "./api-error.ts";
import { hashedKey } from "./api-keys.ts";
import { columnOf } from "./read/column-of.ts";
import type { Column, EntityType } from "./schema/model.ts";
import { schema } from "./schema/schema.ts";
import { primaryKeyOf, type Row, textOf } from "./store/row.ts";
import type { Store } from "./store/store.ts";

const user = schema.must("User");
const apiKey = schema.must("ApiKey");
const isActive = columnOf("User", "is_active");
const byUsername = alone(user, columnOf("User", "username"));
const byIdentifier = alone(apiKey, columnOf("ApiKey", "identifier"));
const resourceId = columnOf("ApiKey", "resource_id");

/** Who calls, and whether by a key of nobody's own: such a key speaks for any user, with rights of its own. */
export type SignedIn = { readonly caller: Row; readonly byGlobalKey: boolean };

/**
 * The user who calls, looked up afresh in each call: who is made inactive, or whose key goes, is out at once.
 * @throws ApiError InvalidCredentialsError for an unknown or inactive user and for a key that is not the user's.
 */
export function signIn(store: Store, name: string | undefined, key: string | undefined): SignedIn {
  const caller = store.lookupUnique(user.family, byUsername, name ?? "");
  const held = store.lookupUnique(apiKey.family, byIdentifier, hashedKey(key ?? ""));
  if (caller !== undefined && held !== undefined) {
    const owner = textOf(held, resourceId);
    const active = caller.values[isActive.slot] === true;
    if (active && (owner === undefined || owner === primaryKeyOf(caller))) {
      return { caller, byGlobalKey: owner === undefined };
    }
  }
  throw new ApiError(
    "InvalidCredentialsError",
    "The supplied username and API key are not valid.",
    "api_credentials_invalid",
  );
}

/** The user who calls. @throws ApiError InvalidCredentialsError */
export function authenticate(store: Store, name: string | undefined, key: string | undefined): Row {
  return signIn(store, name, key).caller;
}

/** The columns of a set that is unique by *column* alone. */
function alone(type: EntityType, column: Column): readonly Column[] {
  const found = type.unique.find((columns) => columns.length === 1 && columns[0] === column);
  if (found === undefined) throw new Error(`${type.name}.${column.name} is not unique`);
  return found;
}
