# Two stages: build, then run with what is needed. Node 20 is what the lock file is tested on.
FROM node:20-bookworm-slim AS build
WORKDIR /cairn
COPY package.json package-lock.json .npmrc ./
COPY app/package.json app/package.json
COPY packages/openbadges/package.json packages/openbadges/package.json
RUN npm ci --omit=dev --no-audit --no-fund
COPY . .
RUN npm run build

FROM node:20-bookworm-slim
ENV NODE_ENV=production CAIRN_HOST=0.0.0.0 CAIRN_DATA=/data
WORKDIR /cairn
COPY --from=build /cairn/node_modules node_modules
COPY --from=build /cairn/app/package.json app/package.json
COPY --from=build /cairn/app/node_modules* app/node_modules
COPY --from=build /cairn/dist dist
COPY --from=build /cairn/catalog catalog
COPY --from=build /cairn/package.json package.json
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000 3001
HEALTHCHECK --interval=30s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/readyz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "dist/server/main.mjs"]
CMD ["start"]
