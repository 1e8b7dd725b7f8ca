import type { GlossaryPreview } from "@jiebang/domain";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Alert, App, Button, Input } from "antd";
import { useId, useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PageHeader } from "../../components/page-header.tsx";

/** A glossary of tab separated names: looked at first, with every fault by its line, then put into the draft. */
export function GlossaryPage() {
  const t = useT();
  const trpc = useTRPC();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const queryClient = useQueryClient();
  const fileId = useId();
  const textId = useId();
  const [text, setText] = useState("");
  const [fileName, setFileName] = useState("");
  const [seen, setSeen] = useState<{ text: string; preview: GlossaryPreview } | null>(null);
  const preview = useMutation(trpc.dictionary.preview.mutationOptions());
  const take = useMutation(trpc.dictionary.import.mutationOptions());
  const look = async (given: string, name: string) => {
    setSeen({ text: given, preview: await preview.mutateAsync({ text: given, fileName: name }) });
  };
  const found = seen && seen.text === text ? seen.preview : null;
  return (
    <>
      <PageHeader
        title={t("web.dictionary.import")}
        lead={t("web.dictionary.import_lead")}
        back={{ to: "/dictionary", label: t("web.dictionary.title") }}
      />
      <section className="sheet stack">
        <div>
          <label htmlFor={fileId}>{t("web.dictionary.file")}</label>{" "}
          <input
            id={fileId}
            type="file"
            accept=".tsv,.txt,text/tab-separated-values,text/plain"
            onChange={async (event) => {
              const file = event.target.files?.[0];
              if (!file) return;
              const given = await file.text();
              setText(given);
              setFileName(file.name);
              if (given.length <= 6_000_000) await look(given, file.name);
              else void message.error(t("dictionary.file_large"));
            }}
          />
        </div>
        {text.length < 200_000 && (
          <div>
            <label htmlFor={textId}>{t("web.dictionary.paste")}</label>
            <Input.TextArea
              id={textId}
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoSize={{ minRows: 4, maxRows: 12 }}
              placeholder={"赤泥\tred mud\tbauxite residue\n尾矿\ttailings"}
            />
          </div>
        )}
        <Button disabled={text.trim() === ""} loading={preview.isPending} onClick={() => void look(text, fileName)}>
          {t("web.dictionary.preview")}
        </Button>
      </section>
      {found && (
        <section className="sheet stack">
          <h2>{t("web.dictionary.preview")}</h2>
          <p role="status">
            {t("web.dictionary.preview_counts", {
              lines: found.lines,
              fresh: found.fresh,
              known: found.known,
              failed: found.failed,
            })}
          </p>
          {found.sample.length > 0 && (
            <ul className="rows">
              {found.sample.map(({ line, names }) => (
                <li key={line}>
                  <span className="muted">{t("web.dictionary.line", { line })}</span>
                  <span className="rows-main">{names.join(" = ")}</span>
                </li>
              ))}
            </ul>
          )}
          {found.errors.length > 0 && (
            <Alert
              type="warning"
              showIcon
              title={t("web.dictionary.faults", { n: found.failed })}
              description={
                <ul className="plain-list">
                  {found.errors.map(({ line, text: given, reason }) => (
                    <li key={line}>
                      {t("web.dictionary.line", { line })}: {t(reason as "dictionary.names_two")} <code>{given}</code>
                    </li>
                  ))}
                </ul>
              }
            />
          )}
          <Button
            type="primary"
            disabled={found.fresh === 0}
            loading={take.isPending}
            onClick={async () => {
              const taken = await take.mutateAsync({ text, fileName });
              void message.success(t("web.dictionary.imported", { n: taken.fresh }));
              await queryClient.invalidateQueries({ queryKey: trpc.dictionary.pathKey() });
              await navigate({ to: "/dictionary", search: { changed: true } });
            }}
          >
            {t("web.dictionary.take", { n: found.fresh })}
          </Button>
        </section>
      )}
    </>
  );
}
