import type { Evidence } from './collect.ts'

/** What stands on top of a bundle, for whoever opens it. */
export function readmeOf(evidence: Evidence): string {
  return `${chinese(evidence)}\n${'—'.repeat(40)}\n\n${english(evidence)}`
}

const chinese = ({ caseNo, world, checkpoint, archives }: Evidence): string => `案件 ${caseNo} 证据包
${world === '' ? '' : `\n注意：这是演练世界 ${world} 中的案件，没有任何法律效力。\n`}
一、如何核验（需要 Node.js 20 或更新版本，不需要联网）

1. 向登记机构直接取得封存公钥（或者它的指纹）和核验程序 verify.mjs。包中所附的程序和公钥也可能被人替换，不能用它们自己证明自己。
2. node verify.mjs 证据包.zip --key 公钥文件
   或者 node verify.mjs 解压后的文件夹 --fingerprint 指纹
3. 返回 0 表示未见改动；返回 1 表示已被改动，并逐一指出何处；返回 3 表示前后一致，但没有给出公钥，不能证明出自登记机构。

二、内容

ledger.jsonl          案件账本，一行一个事件。每行就是被计算散列的原文：这一行的 SHA-256 即事件的散列，并写在下一行的 prevHash 中
register/*.jsonl      有关不动产单元的登记簿记载，自第一版至本案账本结束之时，规则同上
register/*.extract.json  本案记载之前和之后的登记簿（由上一文件推出，便于阅读）
certificates.jsonl    本案核发的证书号、证明号
documents/            通知书、证书、证明等文书，与账本事件中的内容逐字节相同；散列见 manifest.json
accesses.jsonl        对本案的每一次查阅：何人、何岗位、何时、为何、看了什么。取得本证据包这一次在检查点之后，不在其中
archives.jsonl        办结流程的归档记录：构建版本、业务规则版本、日历版本、历史散列、终点
history/*.json.gz     归档的流程历史（Temporal，JSON，gzip）；其中的业务内容已加密，散列可以核对，解读须由登记机构进行
${archives.length === 0 ? '                      本案截至检查点尚无归档的流程历史\n' : ''}story.txt             案件经过（由账本推出，便于阅读）
seal/checkpoint.txt   已签名的检查点（叶数 ${checkpoint.size}）：当时全部记录的 Merkle 根
seal/keys.jsonl       封存公钥，每一个由前一个签名引入
seal/proofs.jsonl     每一行的封存证明（RFC 9162）
manifest.json/.note   全部文件的大小和 SHA-256，以及封存公钥对它的签名

三、证明什么，不证明什么

证明：以上每一行在检查点签名时已经在登记机构的记录中，此后没有改动；文件没有增删、调换、截断。
不证明：记录的内容当初是否真实；检查点之后发生的事；登记机构是否还有别的记录。要证明登记机构的记录此后只增不改，请保存检查点，日后用
GET /api/log/consistency 或者 npm run verify -- --checkpoint 文件 核对。

四、个人信息

散列按原文计算，所以证件号码等没有遮盖。本证据包仅供法院、审计和依法有权的机关使用，请按个人信息保护的要求保管。
`

const english = ({ caseNo, world, checkpoint, archives }: Evidence): string => `Evidence bundle of case ${caseNo}
${world === '' ? '' : `\nMind: this is a case of the drill world ${world}; it has no legal effect.\n`}
1. How to check it (Node.js 20 or newer, offline)

1. Get the public key of the seal (or its fingerprint) and the program verify.mjs from the registration authority itself. The copies in the
   bundle may have been replaced like anything else in it; they cannot vouch for themselves.
2. node verify.mjs BUNDLE.zip --key KEYFILE
   or node verify.mjs EXTRACTED-FOLDER --fingerprint HEX
3. Exit code 0: unaltered. 1: altered, each place is named. 3: consistent, but no key was given, so who made it is not proven.

2. What is in it

ledger.jsonl          the ledger of the case, a line an event. A line is the exact text that was hashed: its SHA-256 is the event's hash, and
                      stands in the next line as prevHash
register/*.jsonl      the register's entries of each unit concerned, from the first to where the case's ledger ends; in the same way
register/*.extract.json  the register before and after the case's own entries (derived from the above, for reading)
certificates.jsonl    numbers of certificates that the case has given out
documents/            notices and certificates, byte for byte as they stand in the events; their hashes are in manifest.json
accesses.jsonl        every look at the case: who, at which post, when, why, at what. The one that fetched this bundle came after the checkpoint
archives.jsonl        archived runs of the case's workflow: builds, editions of procedure and calendar, digests of the history, end
history/*.json.gz     the archived histories (Temporal, JSON, gzip); payloads are encrypted: hashes can be checked, reading them takes the authority
${archives.length === 0 ? '                      as of the checkpoint no history of this case was archived yet\n' : ''}story.txt             the case as a story (derived from the ledger, for reading)
seal/checkpoint.txt   the signed checkpoint (${checkpoint.size} leaves): the Merkle root of the whole record at that time
seal/keys.jsonl       the public keys of the seal, each introduced by the one before
seal/proofs.jsonl     the proof of each line (RFC 9162)
manifest.json/.note   size and SHA-256 of all files, and the seal's signature on it

3. What it proves, and what not

Proven: each line stood in the authority's record when the checkpoint was signed and was not changed since; no file was added, removed, moved
or cut off. Not proven: that what was recorded was true; what happened after the checkpoint; that the authority holds no other records. To see
that its record has only grown since, keep the checkpoint and compare later: GET /api/log/consistency, or npm run verify -- --checkpoint FILE.

4. Personal data

Hashes are made of the full text, so identity numbers and the like are not masked. For courts, auditors and those entitled by law only; keep
it as the law on personal information demands.
`
