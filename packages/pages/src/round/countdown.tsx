import { formatDateTime } from "@jiebang/i18n";
import type { Lang } from "../kernel/lang.ts";

interface CountdownProps {
  lang: Lang;
  until: string;
  /** The server's clock when the page was made: the reader's may be wrong. */
  now: string;
}

/** The deadline as a date; `count-down` adds the time that is left when scripts run. */
export function Countdown({ lang, until, now }: CountdownProps) {
  return (
    <span className="deadline">
      <time dateTime={until} className="deadline-day">
        {formatDateTime(lang.locale, until)}
        <span className="deadline-zone"> {lang.t("public.beijing_time")}</span>
      </time>
      <count-down
        data-until={until}
        data-now={now}
        data-text={lang.t("public.time_left")}
        data-over={lang.t("public.time_over")}
      />
    </span>
  );
}
