import { formatBytes } from "@jiebang/i18n";
import "./paper.css";
import type { Outputs } from "../../app/session.ts";

export type PaperOutput = Outputs["paper"]["get"];

/** The files of a paper as links to save them. */
export function PaperFiles({ paper }: { paper: Pick<PaperOutput, "id" | "number" | "files"> }) {
  return (
    <span className="paper-files">
      {paper.files.map((file) => (
        <a
          key={file.format}
          href={`/files/papers/${paper.id}/${file.format}`}
          download={`${paper.number}.${file.format}`}
        >
          {file.format.toUpperCase()} <span className="muted">{formatBytes(file.size)}</span>
        </a>
      ))}
    </span>
  );
}
