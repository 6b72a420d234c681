import { auditMessages as words } from "#components/messages/audit-messages";
import { Field } from "#components/ui/field";
import { FilterBar } from "#components/ui/filter-bar";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { auditKinds } from "#lib/domain/audit";
import { type AuditChoice, isNarrowed } from "./audit-filter.tsx";

export function AuditFilters({ choice }: { choice: AuditChoice }) {
  return (
    <FilterBar action="/audit" narrowed={isNarrowed(choice)}>
      <Field htmlFor="kind" label={words.filters.kind} className="sm:w-48">
        <Select id="kind" name="kind" defaultValue={choice.kind ?? ""}>
          <option value="">{words.filters.everything}</option>
          {auditKinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kinds[kind]}
            </option>
          ))}
        </Select>
      </Field>
      <Field htmlFor="person" label={words.filters.person} className="sm:w-44">
        <Input id="person" name="person" type="search" defaultValue={choice.person} autoCapitalize="none" />
      </Field>
      <Field htmlFor="q" label={words.filters.text} className="col-span-2 sm:w-64">
        <Input id="q" name="q" type="search" defaultValue={choice.q} placeholder={words.filters.textHint} />
      </Field>
    </FilterBar>
  );
}
