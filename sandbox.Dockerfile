# linxo-sandbox in a container: docs/sandbox.md. The package that it installs is made by `npm run pack`.
FROM node:22-alpine
COPY dist-packages/linxo-guard-core-*.tgz /tmp/core.tgz
RUN npm install --global --omit=dev /tmp/core.tgz && rm /tmp/core.tgz
USER node
# The authorization server with the control API, the API, the widgets.
EXPOSE 4000 4001 4002
HEALTHCHECK --interval=10s --start-period=5s CMD wget -q -O /dev/null http://127.0.0.1:4000/jwks
ENTRYPOINT ["linxo-sandbox", "--host", "0.0.0.0", "--port", "4000", "--widgets-url", "http://localhost:4002", "--log"]
