import { ApiError } from "./api-error.ts";
import { columnOf } from "./read/column-of.ts";
import { schema } from "./schema/schema.ts";
import { primaryKeyOf, type Row, textOf } from "./store/row.ts";
import type { Store } from "./store/store.ts";

const user = schema.must("User");
const apiKey = schema.must("ApiKey");
const username = columnOf("User", "username");
const isActive = columnOf("User", "is_active");
const identifier = columnOf("ApiKey", "identifier");
const resourceId = columnOf("ApiKey", "resource_id");

/**
 * The user who calls. A key belongs to one user, or to nobody: then it speaks for any user.
 * @throws ApiError InvalidCredentialsError for an unknown or inactive user and for a key that is not the user's.
 */
export function authenticate(store: Store, name: string | undefined, key: string | undefined): Row {
  const caller = [...store.all(user)].find((row) => textOf(row, username) === name);
  if (caller !== undefined && caller.values[isActive.slot] === true && holdsKey(store, caller, key)) return caller;
  throw new ApiError(
    "InvalidCredentialsError",
    "The supplied username and API key are not valid.",
    "api_credentials_invalid",
  );
}

function holdsKey(store: Store, caller: Row, key: string | undefined): boolean {
  if (key === undefined || key === "") return false;
  return [...store.all(apiKey)].some((row) => {
    const owner = textOf(row, resourceId);
    return textOf(row, identifier) === key && (owner === undefined || owner === primaryKeyOf(caller));
  });
}
