import { DownloadOutlined } from "@ant-design/icons";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useT } from "../app/locale.tsx";

export type ExportFormat = "xlsx" | "csv" | "pdf" | "docx";

interface Props {
  /** What of the desk: `firms`, `vetting`, `chase`, or `firm/<id>`. */
  what: string;
  /** The filters of the list as its procedure takes them: the file holds what one sees, on all its pages. */
  filters?: object;
  formats: ExportFormat[];
}

/** Takes what one sees along as a file; the server checks, writes and audits it. */
export function ExportButton({ what, filters = {}, formats }: Props) {
  const t = useT();
  const { message } = App.useApp();
  const [isBusy, setBusy] = useState(false);
  const take = async (format: string) => {
    setBusy(true);
    try {
      const query = new URLSearchParams({ format, filters: JSON.stringify(filters) });
      const answer = await fetch(`/files/desk/${what}?${query}`, { headers: { "x-locale": t.locale } });
      if (!answer.ok) {
        const body = (await answer.json().catch(() => null)) as { error?: { message?: string } } | null;
        throw new Error(body?.error?.message ?? "");
      }
      const name = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("content-disposition") ?? "")?.[1];
      const url = URL.createObjectURL(await answer.blob());
      const link = document.createElement("a");
      link.href = url;
      link.download = name ? decodeURIComponent(name) : `export.${format}`;
      link.click();
      setTimeout(() => URL.revokeObjectURL(url), 10_000);
    } catch (error) {
      message.error((error instanceof Error && error.message) || t("web.export_failed"));
    } finally {
      setBusy(false);
    }
  };
  const [only, ...more] = formats;
  const button = (
    <Button
      icon={<DownloadOutlined aria-hidden="true" />}
      loading={isBusy}
      onClick={more.length ? undefined : () => void take(only!)}
    >
      {t("web.firm.export")}
    </Button>
  );
  return more.length === 0 ? (
    button
  ) : (
    <Dropdown
      trigger={["click"]}
      menu={{
        items: formats.map((format) => ({ key: format, label: format.toUpperCase() })),
        onClick: ({ key }) => void take(key),
      }}
    >
      {button}
    </Dropdown>
  );
}
