import { dayOf } from "@jiebang/domain/kernel/instants.ts";
import { useMutation, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Progress, Segmented } from "antd";
import { useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import { encode } from "uqr";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import type { Outputs } from "../../app/session.ts";
import { useTRPC } from "../../app/trpc.ts";
import { CopyButton } from "../../components/copy-button.tsx";
import { PageSkeleton } from "../../components/faces.tsx";
import { PageHeader } from "../../components/page-header.tsx";
import { DateTime } from "../../components/values.tsx";
import "./claim-sheet.css";

type Sheet = Outputs["claim"]["openSheet"];
const route = getRouteApi("/in/claims/prints/$printId");

/** The slips of one printing: made first, then printed, sent or kept as PDF, while the sheet is kept. */
export function ClaimSheetPage() {
  const t = useT();
  const trpc = useTRPC();
  const { printId } = route.useParams();
  const print = useQuery(
    trpc.claim.getPrint.queryOptions(
      { printId },
      { refetchInterval: (query) => (query.state.data?.state === "making" ? 700 : false) },
    ),
  );
  const open = useMutation(trpc.claim.openSheet.mutationOptions({ meta: { showsOwnError: true } }));
  const { mutate } = open;
  const isReady = print.data?.state === "ready";
  useEffect(() => {
    if (isReady) mutate({ printId });
  }, [isReady, printId, mutate]);
  return (
    <>
      <PageHeader title={t("web.claim.sheet_title")} back={{ to: "/claims", label: t("web.claim.nav") }} />
      {print.isPending && <PageSkeleton />}
      {print.data?.state === "making" && (
        <section className="sheet" aria-live="polite">
          <p>{t("web.claim.making")}</p>
          <Progress percent={Math.round((100 * print.data.done) / Math.max(1, print.data.total))} />
        </section>
      )}
      {print.data?.state === "expired" && (
        <Alert type="info" showIcon title={t("claim.sheet_forgotten", { hours: 24 })} />
      )}
      {print.error && <Alert type="error" showIcon title={explainError(t, print.error)} />}
      {open.error && <Alert type="error" showIcon title={explainError(t, open.error)} />}
      {open.data && <Slips sheet={open.data} />}
    </>
  );
}

function Slips({ sheet }: { sheet: Sheet }) {
  const t = useT();
  const [layout, setLayout] = useState<"sheet" | "page">("sheet");
  const until = dayOf(new Date(sheet.codesExpireAt));
  const textOf = (slip: Sheet["slips"][number]) =>
    t("claim.wechat_text", {
      name: slip.contactName ?? "",
      organisation: slip.name,
      link: slip.link,
      code: slip.code,
      day: until,
    });
  return (
    <div className="stack">
      <Alert
        type="warning"
        showIcon
        title={t("web.claim.sheet_words", { n: sheet.slips.length })}
        description={
          <>
            {t("web.claim.sheet_kept")} <DateTime value={sheet.print.expiresAt} />
          </>
        }
      />
      <div className="toolbar">
        <Segmented<"sheet" | "page">
          value={layout}
          onChange={(next) => setLayout(next)}
          options={[
            { value: "sheet", label: t("web.claim.layout_sheet") },
            { value: "page", label: t("web.claim.layout_page") },
          ]}
        />
        <Button type="primary" onClick={() => window.print()}>
          {t("web.claim.print_now")}
        </Button>
        <Button href={`/files/claim-prints/${sheet.print.printId}.pdf?layout=${layout}&lang=${t.locale}`} download>
          {t("web.claim.pdf")}
        </Button>
      </div>
      <ul className="rows sheet">
        {sheet.slips.map((slip) => (
          <li key={slip.organisationId}>
            <div className="rows-main">
              <strong>{slip.name}</strong>
              <div className="rows-sub">
                {[slip.jurisdictionName, slip.contactName].filter(Boolean).join(" · ")}{" "}
                {slip.contactPhone && <a href={`tel:${slip.contactPhone}`}>{slip.contactPhone}</a>}
              </div>
              <div className="mono claim-code">{slip.code}</div>
            </div>
            <CopyButton text={textOf(slip)} label={t("web.claim.copy_text")} />
          </li>
        ))}
      </ul>
      {createPortal(
        <div className={`print-only claim-print claim-print-${layout}`}>
          {sheet.slips.map((slip) => (
            <Slip key={slip.organisationId} slip={slip} until={until} />
          ))}
        </div>,
        document.body,
      )}
    </div>
  );
}

function Slip({ slip, until }: { slip: Sheet["slips"][number]; until: string }) {
  const t = useT();
  return (
    <article className="claim-slip">
      <div>
        <p className="claim-slip-head">{t("claim.slip_title")}</p>
        <h2>{slip.name}</h2>
        <p>{t("claim.slip_words")}</p>
        <p className="claim-slip-code">{t("claim.slip_code_line", { code: slip.code })}</p>
        <p className="mono">{slip.link}</p>
        <p>
          {t("claim.slip_step_1")} {t("claim.slip_step_2")} {t("claim.slip_step_3")}
        </p>
        <p className="claim-slip-small">
          {t("claim.slip_until_line", { day: until })} {t("claim.slip_footer")}
        </p>
      </div>
      <Qr text={slip.link} />
    </article>
  );
}

function Qr({ text }: { text: string }) {
  const { size, path } = useMemo(() => {
    const { data, size } = encode(text, { ecc: "M", border: 2 });
    const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
    return { size, path };
  }, [text]);
  return (
    <svg className="claim-qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label="QR" shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
