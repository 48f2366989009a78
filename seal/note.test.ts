import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkpointText, newSigner, openedNote, parseCheckpoint, parseSigner, parseVerifier, signedNote } from './note.ts'

/** The example of Go's golang.org/x/mod/sumdb/note, which c2sp.org/signed-note describes. */
const go = {
  signer: 'PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  verifier: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  signature: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
}

describe('signed notes', () => {
  it('are those that other tools write and read: same keys, same signature', () => {
    const signer = parseSigner(go.signer)
    expect(signer.verifier.text).toBe(go.verifier)
    expect(signedNote(go.text, [signer])).toBe(`${go.text}\n${go.signature}`)
    expect(openedNote(`${go.text}\n${go.signature}`, [parseVerifier(go.verifier)])).toBe(go.text)
  })

  it('open for whom they were signed by, and only whole', () => {
    const [own, other] = [newSigner('dengbu/a'), newSigner('dengbu/a')]
    const note = signedNote('a text\n\nwith an empty line\n', [own])
    expect(openedNote(note, [own.verifier])).toBe('a text\n\nwith an empty line\n')
    expect(openedNote(note, [other.verifier])).toBeNull()
    expect(openedNote(note, [own.verifier, other.verifier])).toBeNull()
    expect(openedNote(note, [])).toBeNull()
    expect(openedNote('no note at all', [own.verifier])).toBeNull()
    expect(openedNote(`${note}and more`, [own.verifier])).toBeNull()
    expect(openedNote(signedNote('a text\n', [own, other]), [own.verifier, other.verifier])).toBe('a text\n')
  })

  it('with any character changed do not say what they said', () => {
    const signer = newSigner('dengbu/a')
    const text = 'dengbu/a\n12\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    const note = signedNote(text, [signer])
    fc.assert(
      fc.property(fc.nat(note.length - 2), fc.constantFrom('0', 'A', '\n', '+'), (at, character) => {
        fc.pre(note[at] !== character)
        const opened = openedNote(note.slice(0, at) + character + note.slice(at + 1), [signer.verifier])
        // The last bits of base64 that encode nothing may be written in more than one way.
        expect(opened === null || opened === text).toBe(true)
        if (at < text.length) expect(opened).toBeNull()
      }),
    )
  })

  it('keys that are not whole are refused', () => {
    expect(() => parseSigner(go.signer.replace('c74f20a3', 'c74f20a4'))).toThrow('no signing key')
    expect(() => parseVerifier(go.verifier.replace('PeterNeumann', 'PeterNewman'))).toThrow('no public key')
    expect(() => parseVerifier('nonsense')).toThrow('no Ed25519 key')
    expect(() => newSigner('two words')).toThrow('cannot name a key')
  })
})

describe('checkpoints', () => {
  it('are three lines: the log, its size, its root in base64', () => {
    const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n'
    const checkpoint = parseCheckpoint(text)
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 })
    expect(checkpoint && checkpointText(checkpoint)).toBe(text)
  })

  it.each([
    '',
    'a\n1\n',
    'a\n01\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    'a\n-1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n',
    'a\n1\nshort=\n',
  ])('what is none is refused: %j', text => expect(parseCheckpoint(text)).toBeNull())
})
