import type { ImportPreview } from "@jiebang/domain";
import { currentLocale } from "../../app/locale.tsx";
import { sessionLost } from "../../app/signals.ts";
import { UploadError } from "../../components/upload.ts";

/** Sends several lists as one batch; refusals come as sentences. */
export async function uploadLists(files: File[]): Promise<ImportPreview> {
  const form = new FormData();
  for (const file of files) form.append("file", file, file.name);
  const response = await fetch("/files/import", {
    method: "POST",
    headers: { "x-locale": currentLocale.value },
    body: form,
  }).catch(() => {
    throw new UploadError("");
  });
  const body = await response.json().catch(() => null);
  if (response.ok) return body as ImportPreview;
  if (response.status === 401) sessionLost.emit();
  throw new UploadError(body?.message ?? body?.error?.message ?? "");
}
