import { currentLocale } from "../app/locale.tsx";
import { sessionLost } from "../app/signals.ts";

export class UploadError extends Error {}

/** Sends one file with progress 0..100; the answer is the server's JSON. Refusals come as sentences. */
export function uploadFile<T>(url: string, file: File, onProgress: (percent: number) => void): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("x-locale", currentLocale.value);
    request.responseType = "json";
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) onProgress(Math.min(99, Math.round((event.loaded / event.total) * 100)));
    });
    request.addEventListener("load", () => {
      if (request.status >= 200 && request.status < 300) {
        onProgress(100);
        resolve(request.response as T);
        return;
      }
      if (request.status === 401) sessionLost.emit();
      const body = request.response as { message?: string; error?: { message?: string } | string } | null;
      const text = body?.message ?? (typeof body?.error === "object" ? body.error.message : body?.error);
      reject(new UploadError(text ?? ""));
    });
    request.addEventListener("error", () => reject(new UploadError("")));
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}
