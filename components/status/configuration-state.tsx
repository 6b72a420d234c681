import { statusMessages } from "#components/messages/status-messages";
import { Alert } from "#components/ui/alert";
import { CopyButton } from "#components/ui/copy-button";
import { ExactTime } from "#components/ui/exact-time";
import { Sentence } from "#components/ui/sentence";

const words = statusMessages.configuration;

interface ConfigurationStateProps {
  hash: string;
  /** What is wrong with a newer file, which therefore does not count. */
  refused: { at: string; problems: readonly string[] } | null;
}

/** Which settings are in force, and why newer ones are not. */
export function ConfigurationState({ hash, refused }: ConfigurationStateProps) {
  return (
    <div className="flex flex-col gap-3">
      <div className="rounded-md border border-line bg-surface px-3 py-2.5">
        <p className="text-xs text-faint">{words.inForce}</p>
        <p className="flex items-start gap-1">
          <span className="font-mono text-xs leading-6 wrap-anywhere">{hash}</span>
          <CopyButton text={hash} what={words.hash} />
        </p>
      </div>
      {refused ? (
        <Alert tone="bad" title={words.refused}>
          <p className="text-muted">
            {words.read} <ExactTime at={refused.at} />
            {words.mend}
          </p>
          <ul className="mt-1 list-disc pl-4">
            {refused.problems.map((problem) => (
              <li key={problem}>
                <Sentence text={problem} />
              </li>
            ))}
          </ul>
        </Alert>
      ) : null}
    </div>
  );
}
