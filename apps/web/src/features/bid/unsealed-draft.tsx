import type { BidView } from "@jiebang/domain/bid/bid.schema.ts";
import { Alert, App, Button, Space } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { download } from "./download.ts";
import { exportDraft, hasUnsealedDraft, readDraft, useBidDraft } from "./use-bid-draft.ts";

/** What was typed and can no longer be sealed: bidding ended, also while somebody was typing. It stays on this device. */
export function UnsealedDraft({ bid }: { bid: BidView }) {
  const t = useT();
  const { modal } = App.useApp();
  const { forget } = useBidDraft(bid.id);
  const [isThere, setThere] = useState(() => hasUnsealedDraft(bid.id, !["draft", "withdrawn"].includes(bid.state)));
  if (!isThere) return null;
  const remove = () => {
    forget();
    setThere(false);
  };
  return (
    <Alert
      style={{ marginBottom: 16 }}
      type="warning"
      showIcon
      role="alert"
      title={t("web.bid.unsealed_title")}
      description={
        <>
          <p>{t(["draft", "withdrawn"].includes(bid.state) ? "web.bid.unsealed_never" : "web.bid.unsealed_changes")}</p>
          <Space wrap>
            <Button
              onClick={() =>
                download(`bid-draft-${bid.itemNumber ?? ""}.json`, exportDraft(bid.id, readDraft(bid.id) ?? {}))
              }
            >
              {t("web.bid.export")}
            </Button>
            <Button
              danger
              onClick={() =>
                modal.confirm({ title: t("web.bid.forget"), content: t("web.bid.forget_confirm"), onOk: remove })
              }
            >
              {t("web.bid.forget")}
            </Button>
          </Space>
        </>
      }
    />
  );
}
