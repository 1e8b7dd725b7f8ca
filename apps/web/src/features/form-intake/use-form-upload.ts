import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { uploadFile } from "../../components/upload.ts";

export interface Upload {
  name: string;
  percent: number;
  error: string | null;
}

/** Sends dropped files one after another, each with its progress; one that is refused does not hold up the others. */
export function useFormUpload() {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [uploads, setUploads] = useState<Upload[]>([]);
  const isBusy = uploads.some((upload) => upload.percent < 100 && !upload.error);
  const send = async (intakeId: string, files: File[]) => {
    const first = uploads.length;
    setUploads((now) => [...now, ...files.map((file) => ({ name: file.name, percent: 0, error: null }))]);
    const change = (i: number, data: Partial<Upload>) =>
      setUploads((now) => now.map((upload, k) => (k === first + i ? { ...upload, ...data } : upload)));
    let refused = 0;
    for (const [i, file] of files.entries()) {
      try {
        await uploadFile(`/files/forms/${intakeId}`, file, (percent) => change(i, { percent: Math.min(percent, 99) }));
        change(i, { percent: 100 });
      } catch (failure) {
        refused++;
        change(i, { error: (failure as Error).message || t("common.unavailable") });
      }
    }
    await queryClient.invalidateQueries({ queryKey: trpc.formIntake.pathKey() });
    return refused;
  };
  return { uploads, isBusy, send };
}
