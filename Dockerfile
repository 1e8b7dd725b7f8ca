# One image for the server, its workers and the command line. Build: docker build -t jiebang .
FROM node:24-bookworm-slim
ENV TURBO_TELEMETRY_DISABLED=1
WORKDIR /jiebang
COPY . .
RUN npx -y pnpm@12.21.0 install --frozen-lockfile && node_modules/.bin/turbo run build --output-logs=errors-only \
  && mkdir /data && chown node:node /data
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data MALLOC_ARENA_MAX=2
USER node
VOLUME /data
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s \
  CMD node -e "fetch('http://127.0.0.1:3000/readyz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"
# Without npm between: signals reach the server, and it is the one process of the container.
CMD ["node", "--max-semi-space-size=8", "--max-old-space-size=320", "apps/api/dist/main.js"]
