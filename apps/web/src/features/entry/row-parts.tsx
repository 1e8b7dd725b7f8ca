import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useT } from "../../app/locale.tsx";

export function RemoveRow({ index, onRemove }: { index: number; onRemove: () => void }) {
  const t = useT();
  return (
    <Button
      type="text"
      className="row-remove"
      aria-label={t("web.entry.row_remove", { no: index + 1 })}
      icon={<DeleteOutlined />}
      onClick={onRemove}
    />
  );
}

export function AddRow({ label, onAdd }: { label: string; onAdd: () => void }) {
  return (
    <Button icon={<PlusOutlined />} onClick={onAdd}>
      {label}
    </Button>
  );
}
