import type { Finding } from "@jiebang/domain/entry/entry-linter.ts";
import { CheckIcon } from "@jiebang/ui/icons.tsx";
import { useT } from "../../app/locale.tsx";

/** What a reader would miss, beside the fields; each line leads to its field. */
export function LintPanel(props: {
  findings: Finding[];
  /** What the stage after the next will ask more strictly. */
  ahead?: Finding[];
  onGo?: (field: string) => void;
  /** At the desk the words speak to the coordinator. */
  atDesk?: boolean;
}) {
  const { findings, ahead = [], onGo } = props;
  const t = useT();
  const groups = (["block", "ask", "warn"] as const).map((severity) => ({
    severity,
    items: findings.filter((f) => f.severity === severity),
  }));
  const blocks = groups[0]!.items.length;
  return (
    <section className="sheet lint" aria-labelledby="lint-title">
      <h2 id="lint-title">
        {t("web.entry.lint_title")}
        {blocks === 0 && !props.atDesk && (
          <span className="lint-ready">
            <CheckIcon size={14} /> {t("web.entry.lint_ready")}
          </span>
        )}
      </h2>
      {findings.length === 0 && <p className="muted">{t("web.entry.lint_clean")}</p>}
      {groups.map(
        ({ severity, items }) =>
          items.length > 0 && (
            <div key={severity} className={`lint-group lint-${severity}`}>
              <h3>
                {t(props.atDesk ? `web.entry.lint_desk_${severity}` : `web.entry.lint_${severity}`)}{" "}
                <span className="lint-count">{items.length}</span>
              </h3>
              <ul>
                {items.map((f) => {
                  const text = t(`lint.${f.code}`, f.params);
                  return (
                    <li key={`${f.code} ${f.field} ${JSON.stringify(f.params)}`}>
                      {onGo ? (
                        <button type="button" className="lint-go" onClick={() => onGo(f.field)}>
                          {text}
                        </button>
                      ) : (
                        text
                      )}
                    </li>
                  );
                })}
              </ul>
            </div>
          ),
      )}
      {ahead.length > 0 && (
        <details className="lint-group lint-ahead">
          <summary>
            {t("web.entry.lint_ahead")} <span className="lint-count">{ahead.length}</span>
          </summary>
          <ul>
            {ahead.map((f) => (
              <li key={`${f.code} ${f.field}`}>{t(`lint.${f.code}`, f.params)}</li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
