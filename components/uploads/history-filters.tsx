import { historyMessages } from "#components/messages/history-messages";
import { Field } from "#components/ui/field";
import { FilterBar } from "#components/ui/filter-bar";
import { Input } from "#components/ui/input";
import { Select } from "#components/ui/select";
import type { ProjectChoice } from "#lib/domain/desk";
import { stateFilters } from "#lib/domain/state-filter";
import { uploadTypeLabel, uploadTypes } from "#lib/domain/upload-type";
import { type HistoryFilter, isNarrowed } from "./history-filter.tsx";

const words = historyMessages.filters;

interface HistoryFiltersProps {
  filter: HistoryFilter;
  /** Null while ftrack does not say which projects there are. */
  projects: readonly ProjectChoice[] | null;
}

export function HistoryFilters({ filter, projects }: HistoryFiltersProps) {
  const unlisted = filter.project && !projects?.some(({ id }) => id === filter.project);
  return (
    <FilterBar action="/uploads" narrowed={isNarrowed(filter)}>
      <Field htmlFor="project" label={words.project} className="sm:w-44">
        <Select id="project" name="project" defaultValue={filter.project ?? ""}>
          <option value="">{words.allProjects}</option>
          {projects?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {unlisted ? <option value={filter.project}>{words.thisProject}</option> : null}
        </Select>
      </Field>
      <Field htmlFor="type" label={words.type} className="sm:w-32">
        <Select id="type" name="type" defaultValue={filter.type ?? ""}>
          <option value="">{words.bothTypes}</option>
          {uploadTypes.map((type) => (
            <option key={type} value={type}>
              {uploadTypeLabel[type]}
            </option>
          ))}
        </Select>
      </Field>
      <Field htmlFor="by" label={words.by} className="sm:w-32">
        <Select id="by" name="by" defaultValue={filter.by ?? ""}>
          <option value="">{words.everybody}</option>
          <option value="me">{words.me}</option>
        </Select>
      </Field>
      <Field htmlFor="state" label={words.state} className="sm:w-36">
        <Select id="state" name="state" defaultValue={filter.state ?? ""}>
          <option value="">{words.anyState}</option>
          {stateFilters.map((state) => (
            <option key={state} value={state}>
              {historyMessages.states[state]}
            </option>
          ))}
        </Select>
      </Field>
      <Field htmlFor="q" label={words.text} className="col-span-2 sm:w-64">
        <Input id="q" name="q" type="search" defaultValue={filter.q} placeholder={words.textHint} />
      </Field>
    </FilterBar>
  );
}
