import { Field } from "#components/ui/field";
import { FilterBar } from "#components/ui/filter-bar";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import { auditKinds } from "#lib/domain/audit";
import { type AuditChoice, isNarrowed } from "./audit-filter.tsx";
import { auditWords } from "./audit-words.ts";

export function AuditFilters({ choice }: { choice: AuditChoice }) {
  return (
    <FilterBar action="/audit" narrowed={isNarrowed(choice)}>
      <Field htmlFor="kind" label="What" className="sm:w-48">
        <Select id="kind" name="kind" defaultValue={choice.kind ?? ""}>
          <option value="">Everything</option>
          {auditKinds.map((kind) => (
            <option key={kind} value={kind}>
              {auditWords[kind].words}
            </option>
          ))}
        </Select>
      </Field>
      <Field htmlFor="person" label="Username" className="sm:w-44">
        <Input id="person" name="person" type="search" defaultValue={choice.person} autoCapitalize="none" />
      </Field>
      <Field htmlFor="q" label="Text" className="col-span-2 sm:w-64">
        <Input id="q" name="q" type="search" defaultValue={choice.q} placeholder="Subject, address, details…" />
      </Field>
    </FilterBar>
  );
}
