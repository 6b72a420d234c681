"use client";

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
    <Field htmlFor="project" label="Project">
      <Select id="project" value={known && value ? value : ""} onChange={(event) => onChange(event.target.value)}>
        <option value="" disabled>
          Choose a project
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
