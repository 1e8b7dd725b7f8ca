import { tokensCss } from "@jiebang/ui/tokens.ts";
import "@jiebang/ui/components.css";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "./app/providers.tsx";
import { makeQueryClient } from "./app/query-client.ts";
import { mutationFailed, sessionLost } from "./app/signals.ts";
import { makeClient } from "./app/trpc.ts";
import { makeRouter } from "./router.tsx";
import "./app.css";

const style = document.createElement("style");
style.textContent = tokensCss();
document.head.prepend(style);

const queryClient = makeQueryClient({ onSessionLost: sessionLost.emit, onMutationError: mutationFailed.emit });
const trpcClient = makeClient();
const router = makeRouter(queryClient);

// A new release replaced the parts of the old one: fetch the page again instead of failing on a missing file.
window.addEventListener("vite:preloadError", (event) => {
  const last = Number(sessionStorage.getItem("jiebang.reloaded") ?? 0);
  if (Date.now() - last < 30_000) return;
  event.preventDefault();
  sessionStorage.setItem("jiebang.reloaded", String(Date.now()));
  window.location.reload();
});

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Providers queryClient={queryClient} trpcClient={trpcClient}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
