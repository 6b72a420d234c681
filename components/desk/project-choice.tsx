"use client";

import { deskMessages as words } from "#components/messages/desk-messages";
import { Field } from "#components/ui/field";
import { Select } from "#components/ui/select";
import type { ProjectChoice as Project } from "#lib/domain/desk";

interface ProjectChoiceProps {
  projects: readonly Project[];
  value: string | null;
  onChange: (project: string) => void;
}

export function ProjectChoice({ projects, value, onChange }: ProjectChoiceProps) {
  const known = projects.some((project) => project.id === value);
  return (
    <Field htmlFor="project" label={words.project}>
      <Select id="project" value={known && value ? value : ""} onChange={(event) => onChange(event.target.value)}>
        <option value="" disabled>
          {words.chooseProject}
        </option>
        {projects.map((project) => (
          <option key={project.id} value={project.id}>
            {nameOf(project)}
          </option>
        ))}
      </Select>
    </Field>
  );
}

function nameOf({ name, fullName }: Project): string {
  return fullName && fullName !== name ? `${name} – ${fullName}` : name;
}
