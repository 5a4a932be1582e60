import { type Reply, reply } from '../../../platform/route.ts'

/** Pages of other sites may ask; they send no credentials of their visitors with it. */
export async function answer(): Promise<Reply> {
  return reply(204, null, {
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type, accept-language',
    'access-control-max-age': '86400',
  })
}
