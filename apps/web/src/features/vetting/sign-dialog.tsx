import type { SignResult, VettingRow } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, Button, Checkbox, Input, Modal } from "antd";
import { useState } from "react";
import { explainError } from "../../app/explain-error.ts";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";

/** Many proposals under one signature, with what became of each. */
export function SignDialog(props: { rows: VettingRow[]; open: boolean; onClose: () => void; onDone: () => void }) {
  const { rows, open } = props;
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const sign = useMutation(trpc.vetting.sign.mutationOptions({ meta: { showsOwnError: true } }));
  const [results, setResults] = useState<SignResult | null>(null);
  const [isClear, setIsClear] = useState(false);
  const [statement, setStatement] = useState(t("web.vetting.secrecy_default"));
  const [error, setError] = useState<string | null>(null);
  const close = () => {
    if (results) props.onDone();
    setResults(null);
    setError(null);
    props.onClose();
  };
  const run = async () => {
    setError(null);
    try {
      const items = rows.map(({ revisionId, lockVersion }) => ({ revisionId, lockVersion }));
      setResults(await sign.mutateAsync({ items, secrecy: isClear ? { isClear: true, statement } : undefined }));
      void queryClient.invalidateQueries({ queryKey: trpc.vetting.pathKey() });
      void queryClient.invalidateQueries({ queryKey: trpc.desk.pathKey() });
    } catch (failure) {
      setError(explainError(t, failure));
    }
  };
  const signed = results?.filter((r) => r.state !== null).length ?? 0;
  return (
    <Modal
      open={open}
      onCancel={close}
      title={results ? t("web.vetting.sign_result") : t("web.vetting.sign_many", { count: rows.length })}
      footer={
        results ? (
          <Button type="primary" onClick={close}>
            {t("web.vetting.close")}
          </Button>
        ) : (
          <Button type="primary" loading={sign.isPending} onClick={() => void run()}>
            {t("web.vetting.sign")}
          </Button>
        )
      }
    >
      {results ? (
        <div className="stack">
          <p role="status">{t("web.vetting.signed_n", { n: signed })}</p>
          <ul className="rows">
            {results.map((result) => (
              <li key={result.revisionId}>
                <div className="rows-main">
                  <span className="number muted">{result.number}</span> {result.title}
                </div>
                <span>
                  {result.state ? t(`web.revision_state.${result.state}`) : t(result.reason ?? "", result.details)}
                </span>
              </li>
            ))}
          </ul>
        </div>
      ) : (
        <div className="stack">
          <p>{t("web.vetting.sign_many_words")}</p>
          <ul className="rows">
            {rows.map((row) => (
              <li key={row.revisionId}>
                <div className="rows-main">
                  <span className="number muted">{row.number}</span> {row.title}
                </div>
                {row.proposal && (
                  <span>
                    {t(`web.vetting.propose.${row.proposal}`)} {row.total}/20
                  </span>
                )}
              </li>
            ))}
          </ul>
          <Checkbox checked={isClear} onChange={(event) => setIsClear(event.target.checked)}>
            {t("web.vetting.secrecy_tick")}
          </Checkbox>
          {isClear && (
            <Input.TextArea
              aria-label={t("web.vetting.secrecy_statement")}
              value={statement}
              maxLength={500}
              onChange={(event) => setStatement(event.target.value)}
            />
          )}
          {error && <Alert type="error" showIcon title={error} role="alert" />}
        </div>
      )}
    </Modal>
  );
}
