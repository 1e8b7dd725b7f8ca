import type { AppRouter } from "@jiebang/api";
import { type QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { TRPCClient } from "@trpc/client";
import { App } from "antd";
import { type ReactNode, useEffect } from "react";
import { explainError } from "./explain-error.ts";
import { type Locale, LocaleProvider, useT } from "./locale.tsx";
import { mutationFailed } from "./signals.ts";
import { ThemeProvider } from "./theme.tsx";
import { TRPCProvider } from "./trpc.ts";

/** A change that failed and whose page shows nothing itself is told here, in words. */
function FailureMessages() {
  const t = useT();
  const { message } = App.useApp();
  useEffect(
    () => mutationFailed.listen((error) => void message.error({ content: explainError(t, error), duration: 6 })),
    [t, message],
  );
  return null;
}

export function Providers(props: {
  queryClient: QueryClient;
  trpcClient: TRPCClient<AppRouter>;
  locale?: Locale;
  children: ReactNode;
}) {
  return (
    <QueryClientProvider client={props.queryClient}>
      <TRPCProvider trpcClient={props.trpcClient} queryClient={props.queryClient}>
        <LocaleProvider locale={props.locale}>
          <ThemeProvider>
            <FailureMessages />
            {props.children}
          </ThemeProvider>
        </LocaleProvider>
      </TRPCProvider>
    </QueryClientProvider>
  );
}
