/** An application of NestJS with a guarded route. */
import type { Linxo } from '@linxo-guard/core';
import type { UserFound } from '@linxo-guard/core/adapter';
import { Controller, Get, Module, Param, Req, UseGuards } from '@nestjs/common';
import { type AbstractHttpAdapter, NestFactory } from '@nestjs/core';
import { linxo, LinxoExceptionFilter, type LinxoRequest, requireScope } from './nest.ts';

@Controller('accounts')
class Accounts {
  @Get(':id')
  @UseGuards(requireScope('accounts_read'))
  find(@Req() request: LinxoRequest<'accounts_read'>, @Param('id') id: string) {
    return request.linxo.api.get('/accounts/{id}', { path: { id } });
  }
}

@Module({ controllers: [Accounts] })
class AppModule {}

/** @param platform `new ExpressAdapter()` or `new FastifyAdapter()` */
export async function createApp(
  platform: AbstractHttpAdapter,
  connect: Linxo,
  credentialsOf: (cookie: string | undefined) => UserFound,
) {
  const app = await NestFactory.create(AppModule, platform, { logger: ['error'] });
  const user = ({ headers }: { readonly headers: { readonly cookie?: string } }) => credentialsOf(headers.cookie);
  app.useGlobalGuards(linxo(connect, { user }));
  app.useGlobalFilters(new LinxoExceptionFilter(app.getHttpAdapter()));
  return app;
}
