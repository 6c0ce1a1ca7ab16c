import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';

/** An MP4 of half a second, 64 by 48 pixels, whose container has this title. */
export async function mp4Of(title: string): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format: new Mp4OutputFormat({ fastStart: 'in-memory' }), target });
  const source = new EncodedVideoPacketSource('vp9');
  output.addVideoTrack(source, { frameRate: 10 });
  output.setMetadataTags({ title });
  await output.start();
  const colorSpace = { primaries: 'bt709', transfer: 'bt709', matrix: 'bt709', fullRange: false } as const;
  const decoderConfig = { codec: 'vp09.00.10.08', codedWidth: 64, codedHeight: 48, colorSpace };
  for (let frame = 0; frame < 5; frame++) {
    const type = frame === 0 ? 'key' : 'delta';
    const packet = new EncodedPacket(new Uint8Array([0x82, 0x49, 0x83, 0x42, 0, 1, 0, 1, 0]), type, frame / 10, 0.1);
    await source.add(packet, frame === 0 ? { decoderConfig } : undefined);
  }
  await output.finalize();
  return new Uint8Array(target.buffer ?? []);
}
