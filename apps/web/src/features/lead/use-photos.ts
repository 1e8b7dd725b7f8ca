import { useState } from "react";
import { UploadError, uploadFile } from "../../components/upload.ts";
import type { Photo } from "./photo-picker.tsx";
import { shrinkPhoto } from "./shrink-photo.ts";

/** Photos that wait, and their way to a lead: one after another, each with its progress; one that failed can be sent again. */
export function usePhotos(words: { failed: string }) {
  const [photos, setPhotos] = useState<Photo[]>([]);
  const change = (key: string, part: Partial<Photo>) =>
    setPhotos((all) => all.map((photo) => (photo.key === key ? { ...photo, ...part } : photo)));
  return {
    photos,
    add: async (files: File[]) => {
      for (const file of files.filter((f) => f.type.startsWith("image/") || f.type === "").slice(0, 9)) {
        const small = await shrinkPhoto(file);
        const key = `${file.name}-${file.size}-${file.lastModified}`;
        setPhotos((all) =>
          all.some((photo) => photo.key === key) || all.length >= 9
            ? all
            : [...all, { key, file: small, percent: null, error: null }],
        );
      }
    },
    remove: (key: string) => setPhotos((all) => all.filter((photo) => photo.key !== key)),
    /** True when every photo has arrived. */
    sendTo: async (leadId: string): Promise<boolean> => {
      let isWhole = true;
      for (const photo of photos) {
        if (photo.percent === 100 && !photo.error) continue;
        change(photo.key, { percent: 0, error: null });
        try {
          await uploadFile(`/files/leads/${leadId}`, photo.file, (percent) => change(photo.key, { percent }));
        } catch (error) {
          isWhole = false;
          change(photo.key, { error: (error instanceof UploadError && error.message) || words.failed });
        }
      }
      return isWhole;
    },
  };
}
