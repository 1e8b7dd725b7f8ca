import { PrinterOutlined } from "@ant-design/icons";
import type { PrintInput } from "@jiebang/domain/paper/paper.schema.ts";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button, Modal } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { PaperProgress } from "./paper-progress.tsx";
import { type PrintChoice, PrintForm } from "./print-form.tsx";

type Wish<T> = T extends unknown ? Omit<T, "lang" | "templateId"> : never;
export type PrintWish = Wish<PrintInput>;

/** Prints one thing: `<PrintMenu what={{ kind: "entry", entryId }} />`. One dialog: which form, then its files. */
export function PrintMenu({ what, label, disabled }: { what: PrintWish; label?: string; disabled?: boolean }) {
  const t = useT();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button icon={<PrinterOutlined aria-hidden />} disabled={disabled} onClick={() => setOpen(true)}>
        {label ?? t("web.paper.print")}
      </Button>
      {isOpen && <PrintDialog what={what} title={label ?? t("web.paper.print")} onClose={() => setOpen(false)} />}
    </>
  );
}

function PrintDialog({ what, title, onClose }: { what: PrintWish; title: string; onClose: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [paper, setPaper] = useState<{ id: string; number: string }>();
  const print = useMutation(
    trpc.paper.print.mutationOptions({
      meta: { showsOwnError: true },
      onSuccess: (made) => {
        queryClient.setQueryData(trpc.paper.get.queryKey({ paperId: made.id }), made);
        void queryClient.invalidateQueries({ queryKey: trpc.paper.list.pathKey() });
        setPaper(made);
      },
    }),
  );
  const begin = (choice: PrintChoice) => print.mutate({ ...what, ...choice } as PrintInput);
  return (
    <Modal open title={paper?.number ?? title} onCancel={onClose} footer={null}>
      {paper ? (
        <PaperProgress paperId={paper.id} onAnother={() => setPaper(undefined)} />
      ) : (
        <PrintForm what={what} error={print.error} isBusy={print.isPending} onPrint={begin} />
      )}
    </Modal>
  );
}
