import type { RoundView } from "@jiebang/domain/round/round.schema.ts";
import { useEffect, useRef } from "react";
import { useT } from "../../app/locale.tsx";
import { DateTime, DueIn, useLocalName } from "../../components/values.tsx";
import { useLocalText } from "./round-words.ts";

/** The way of the round as a strip: what is behind, where it stands with its end, what follows. */
export function RoundStages({ round }: { round: RoundView }) {
  const t = useT();
  const nameOf = useLocalName();
  const textOf = useLocalText();
  const strip = useRef<HTMLOListElement>(null);
  // On a phone the strip is wider than the screen: begin where the round stands.
  useEffect(() => {
    const now = strip.current?.querySelector<HTMLElement>("[aria-current]");
    if (now && strip.current && round.stageKey)
      strip.current.scrollLeft = now.offsetLeft - strip.current.offsetLeft - 24;
  }, [round.stageKey]);
  const active = round.stages.find((stage) => stage.state === "active");
  return (
    <section className="sheet" aria-label={t("web.round.stages")}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls sideways, so the keyboard has to reach it */}
      <ol className="stage-strip" ref={strip} tabIndex={0}>
        {round.stages.map((stage) => (
          <li
            key={stage.id}
            className={`stage stage-${stage.state}`}
            aria-current={stage.state === "active" ? "step" : undefined}
          >
            <span className="stage-name">{nameOf(stage)}</span>
            <span className="stage-date">
              {stage.state === "active" && stage.closesAt ? (
                <DateTime value={stage.closesAt} dateOnly />
              ) : stage.leftAt ? (
                <DateTime value={stage.leftAt} dateOnly />
              ) : stage.opensAt ? (
                <DateTime value={stage.opensAt} dateOnly />
              ) : (
                t(`word.stage_state.${stage.state}`)
              )}
            </span>
          </li>
        ))}
      </ol>
      {active && (
        <p className="stage-now">
          <strong>{nameOf(active)}</strong> — {textOf(active.explains)}{" "}
          <span className="muted">
            {t(active.turn === "clock" ? "web.round.turn_clock" : "web.round.turn_hand")}
            {active.extensions > 0 && ` · ${t("web.round.extended", { count: active.extensions })}`}
          </span>{" "}
          {active.closesAt && <DueIn value={active.closesAt} />}
        </p>
      )}
      {round.endText && <p className="stage-now">{round.endText}</p>}
    </section>
  );
}
