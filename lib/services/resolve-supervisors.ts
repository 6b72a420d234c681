import type { Person } from "#lib/domain/actor";
import type { SupervisorSource } from "#lib/domain/configuration";
import type { Project } from "#lib/domain/deliverable";
import { sentenceOf } from "#lib/domain/errors";
import type { SystemContext } from "./context.ts";

export interface SupervisorQuestion {
  project: Pick<Project, "id" | "name">;
  /** Names of the departments that the upload holds. */
  departments: readonly string[];
  taskIds: readonly string[];
}

/**
 * All people whom the configured sources name, each once by mail address. A source that fails becomes a remark, and
 * so does an answer of nobody.
 */
export async function resolveSupervisors(
  context: Pick<SystemContext, "configuration" | "directory" | "ftrack" | "log">,
  question: SupervisorQuestion,
): Promise<{ supervisors: Person[]; remarks: string[] }> {
  const sources = context.configuration.supervisors.filter((source) => inScope(source, question));
  const answers = await Promise.allSettled(sources.map((source) => peopleOf(context, source, question)));
  const byAddress = new Map<string, Person>();
  const remarks: string[] = [];
  answers.forEach((answer, at) => {
    if (answer.status === "fulfilled") {
      for (const person of answer.value) {
        const key = person.email.trim().toLowerCase();
        if (key !== "" && (byAddress.get(key)?.username ?? "") === "") byAddress.set(key, person);
      }
      return;
    }
    const source = sources[at];
    const name = source === undefined ? "a source" : sourceName(source);
    context.log.warn({ error: sentenceOf(answer.reason) }, `supervisors: ${name} failed`);
    remarks.push(`Supervisors from ${name} could not be read: ${sentenceOf(answer.reason)}`);
  });
  if (byAddress.size === 0) {
    remarks.push(
      `No supervisors were found for ${question.project.name}, so nobody will get the report. Ask the pipeline team to name them in ftrack, or under supervisors in compout.yaml.`,
    );
  }
  return { supervisors: [...byAddress.values()], remarks };
}

function inScope({ projects, departments }: SupervisorSource, question: SupervisorQuestion): boolean {
  return (
    (projects === undefined || projects.some((name) => sameName(name, question.project.name))) &&
    (departments === undefined ||
      departments.some((name) => question.departments.some((department) => sameName(name, department))))
  );
}

function peopleOf(
  context: Pick<SystemContext, "directory" | "ftrack">,
  source: SupervisorSource,
  question: SupervisorQuestion,
): Promise<readonly Person[]> {
  switch (source.from) {
    case "directory-group":
      return context.directory.members(source.group);
    case "addresses":
      return Promise.resolve(source.addresses.map((email) => ({ username: "", name: email, email })));
    case "ftrack-group":
    case "ftrack-attribute":
    case "project-manager":
      return context.ftrack.supervisors(source, question.project.id, question.taskIds);
  }
}

function sourceName(source: SupervisorSource): string {
  switch (source.from) {
    case "directory-group":
      return `the directory group "${source.group}"`;
    case "ftrack-group":
      return `the ftrack group "${source.group}"`;
    case "ftrack-attribute":
      return `the ftrack attribute "${source.attribute}"`;
    case "project-manager":
      return `ftrack's project managers of type "${source.type}"`;
    case "addresses":
      return "the fixed addresses";
  }
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}
