// The older frameworks, installed under other names. Tests use them with the types of the newest ones, so that each test is written
// once. `test/types` checks the types of the older ones.
declare module 'express4' {
  export { default } from 'express';
}
declare module 'koa2' {
  export { default } from 'koa';
}
declare module 'koa-router-12' {
  export { default } from '@koa/router';
}
declare module 'koa-router-13' {
  export { default } from '@koa/router';
}
declare module 'koa-router-14' {
  export { default } from '@koa/router';
}
