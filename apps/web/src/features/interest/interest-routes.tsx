import {
  type InterestDetail,
  type IssuedInvitation,
  inviteInventorInput,
  type RouteCandidate,
  routeInterestInput,
} from "@jiebang/domain";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, Modal, Popconfirm, Select } from "antd";
import { useState } from "react";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";
import { DateTime } from "../../components/values.tsx";
import { InvitationSlip } from "../organisation/invitation-slip.tsx";

/** Who helps to answer: the office asks an inventor and stays in copy. */
export function InterestRoutes({ interest }: { interest: InterestDetail }) {
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [issued, setIssued] = useState<IssuedInvitation | null>(null);
  const end = useMutation(
    trpc.interest.endRoute.mutationOptions({
      onSuccess: (next) => queryClient.setQueryData(trpc.interest.get.queryKey({ interestId: interest.id }), next),
    }),
  );
  const mayRoute = interest.allowedActions.includes("route");
  if (interest.side === "asker" || (!mayRoute && interest.routes.length === 0)) return null;
  return (
    <section className="sheet">
      <h2>{t("web.interest.routes")}</h2>
      <p className="muted">{t("web.interest.routes_hint")}</p>
      {interest.routes.length === 0 && <p>{t("web.interest.route_none")}</p>}
      <ul className="rows">
        {interest.routes.map((route) => (
          <li key={route.id}>
            <div className="rows-main">
              {route.name}
              <div className="rows-sub">
                {t("web.interest.since")} <DateTime value={route.since} />
                {route.mayAnswer && ` · ${t("web.interest.route_may_answer")}`}
              </div>
            </div>
            {mayRoute && (
              <Popconfirm
                title={t("web.interest.route_end_words")}
                onConfirm={() => end.mutateAsync({ interestId: interest.id, routeId: route.id })}
              >
                <Button size="small">{t("web.interest.route_end")}</Button>
              </Popconfirm>
            )}
          </li>
        ))}
      </ul>
      {mayRoute && <Button onClick={() => setOpen(true)}>{t("web.interest.route_add")}</Button>}
      {isOpen && <RouteDialog interest={interest} onClose={() => setOpen(false)} onIssued={setIssued} />}
      {issued && <InvitationSlip issued={issued} onClose={() => setIssued(null)} />}
    </section>
  );
}

const keyOf = (c: RouteCandidate) => c.userId ?? `name:${c.name}`;

function RouteDialog(props: {
  interest: InterestDetail;
  onClose: () => void;
  onIssued: (issued: IssuedInvitation) => void;
}) {
  const { interest, onClose, onIssued } = props;
  const interestId = interest.id;
  const t = useT();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const candidates = useQuery(trpc.interest.candidates.queryOptions({ interestId }));
  const meta = { showsOwnError: true };
  const route = useMutation(trpc.interest.route.mutationOptions({ meta }));
  const invite = useMutation(trpc.interest.inviteInventor.mutationOptions({ meta }));
  const chosen = Form.useWatch("userId", form) as string | undefined;
  const isByCode = chosen?.startsWith("name:") ?? false;
  const name = chosen?.slice("name:".length) ?? "";
  return (
    <Modal open title={t("web.interest.route_add")} onCancel={onClose} footer={null} destroyOnHidden>
      <DomainForm
        key={isByCode ? "code" : "member"}
        form={form}
        schema={isByCode ? inviteInventorInput : routeInterestInput}
        toInput={(values) => (isByCode ? { ...values, interestId, name } : { ...values, interestId })}
        onSubmit={async (input) => {
          if ("name" in input) onIssued(await invite.mutateAsync(input));
          else {
            const next = await route.mutateAsync(input);
            queryClient.setQueryData(trpc.interest.get.queryKey({ interestId }), next);
            void message.success(t("web.interest.route_done"));
          }
          onClose();
        }}
      >
        <Field name="userId" label={t("web.interest.route_to")} required>
          <Select
            loading={candidates.isPending}
            options={candidates.data?.map((c) => ({
              value: keyOf(c),
              label: c.isInventor ? `${c.name}（${t("web.interest.route_inventor")}）` : c.name,
            }))}
          />
        </Field>
        {isByCode ? (
          <p className="muted">{t("web.interest.route_code_words")}</p>
        ) : (
          <Field name="note" label={t("web.interest.route_note")}>
            <Input.TextArea maxLength={500} autoSize={{ minRows: 2 }} />
          </Field>
        )}
        <Field name="mayAnswer" valuePropName="checked">
          <Checkbox>{t("web.interest.route_may_answer")}</Checkbox>
        </Field>
        <Button type="primary" htmlType="submit" loading={route.isPending || invite.isPending}>
          {t(isByCode ? "web.interest.route_make_code" : "web.interest.route_add")}
        </Button>
      </DomainForm>
    </Modal>
  );
}
