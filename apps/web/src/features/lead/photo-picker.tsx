import { Button, Progress } from "antd";
import { useEffect, useMemo, useRef } from "react";
import { useT } from "../../app/locale.tsx";

export interface Photo {
  key: string;
  file: File;
  /** 0..100 while it goes up, null before. */
  percent: number | null;
  error: string | null;
}

/** Photos from the camera or the album, shown before they are sent. A plain input: WeChat's browser knows nothing else. */
export function PhotoPicker(props: {
  photos: Photo[];
  onAdd: (files: File[]) => void;
  onRemove: (key: string) => void;
}) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="photo-picker">
      {props.photos.length > 0 && (
        <ul className="photo-row">
          {props.photos.map((photo) => (
            <li key={photo.key}>
              <Thumb photo={photo} />
              {photo.percent !== null && photo.percent < 100 && !photo.error && (
                <Progress percent={photo.percent} size="small" />
              )}
              {photo.error && <p className="field-error">{photo.error}</p>}
              <Button size="small" type="text" onClick={() => props.onRemove(photo.key)}>
                {t("web.lead.photo_remove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        className="sr-only"
        aria-label={t("web.lead.photo_add")}
        onChange={(event) => {
          props.onAdd([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <Button size="large" block onClick={() => input.current?.click()}>
        {t("web.lead.photo_add")}
      </Button>
    </div>
  );
}

function Thumb({ photo }: { photo: Photo }) {
  const url = useMemo(() => URL.createObjectURL(photo.file), [photo.file]);
  useEffect(() => () => URL.revokeObjectURL(url), [url]);
  return <img src={url} alt={photo.file.name} />;
}
