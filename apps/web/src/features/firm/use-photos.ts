import { newId, type VisitPhoto } from "@jiebang/domain";
import { useCallback, useRef, useState } from "react";
import { uploadFile } from "../../components/upload.ts";

export interface WaitingPhoto {
  key: string;
  file: File;
  preview: string;
  percent: number | null;
  failed: string | null;
}

/** Photos that wait for their visit to be stored, and then go up one after another; what fails stays, to be tried again. */
export function usePhotos(onStored: (photo: VisitPhoto) => void) {
  const [waiting, setWaiting] = useState<WaitingPhoto[]>([]);
  const now = useRef(waiting);
  now.current = waiting;
  const change = useCallback(
    (key: string, part: Partial<WaitingPhoto>) =>
      setWaiting((all) => all.map((one) => (one.key === key ? { ...one, ...part } : one))),
    [],
  );
  const drop = useCallback((key: string) => setWaiting((all) => all.filter((one) => one.key !== key)), []);
  const add = useCallback(async (files: File[]) => {
    for (const original of files) {
      const file = await smaller(original);
      const one = { key: newId("att"), file, preview: URL.createObjectURL(file), percent: null, failed: null };
      setWaiting((all) => [...all, one]);
    }
  }, []);
  /** True when everything got through. */
  const send = useCallback(
    async (visitId: string): Promise<boolean> => {
      let allSent = true;
      for (const { key, file } of now.current) {
        change(key, { percent: 0, failed: null });
        try {
          const url = `/files/visits/${visitId}`;
          const { photo } = await uploadFile<{ photo: VisitPhoto }>(url, file, (percent) => change(key, { percent }));
          drop(key);
          onStored(photo);
        } catch (error) {
          allSent = false;
          change(key, { percent: null, failed: error instanceof Error ? error.message : "" });
        }
      }
      return allSent;
    },
    [change, drop, onStored],
  );
  return { waiting, add, drop, send };
}

const LONG_SIDE = 1600;

/** A phone's eight megabytes do not get out of a workshop: enough is kept to read a nameplate. Place and device go with it. */
async function smaller(file: File): Promise<File> {
  try {
    const image = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(image.width * scale);
    canvas.height = Math.round(image.height * scale);
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.82));
    if (!blob || blob.size >= file.size) return file;
    return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
  } catch {
    return file; // the server looks at it and says what is wrong
  }
}
