import { signInInput } from "@jiebang/domain/identity/session.schema.ts";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox, Input } from "antd";
import { useT } from "../../app/locale.tsx";
import { useTRPC } from "../../app/trpc.ts";
import { DomainForm, Field } from "../../components/domain-form.tsx";

/** Used at the door, and above a page whose session ended. */
export function SignInForm({ onSignedIn }: { onSignedIn: () => Promise<void> | void }) {
  const t = useT();
  const trpc = useTRPC();
  const signIn = useMutation(trpc.session.signIn.mutationOptions({ meta: { showsOwnError: true, isSignIn: true } }));
  return (
    <DomainForm
      schema={signInInput}
      initialValues={{ remember: true, identifier: "", password: "" }}
      requiredMark={false}
      onSubmit={async (input) => {
        await signIn.mutateAsync(input);
        await onSignedIn();
      }}
    >
      <Field name="identifier" label={t("web.account.identifier")}>
        <Input autoComplete="username" autoFocus inputMode="email" autoCapitalize="none" spellCheck={false} />
      </Field>
      <Field name="password" label={t("web.account.password")}>
        <Input.Password autoComplete="current-password" />
      </Field>
      <Field name="remember" valuePropName="checked">
        <Checkbox>{t("web.account.remember")}</Checkbox>
      </Field>
      <Button type="primary" htmlType="submit" block size="large" loading={signIn.isPending}>
        {t("web.account.sign_in")}
      </Button>
    </DomainForm>
  );
}
