package shibafu.engine.cli;

/// The two numbers of a device, as stat(2) has them: packed as makedev(3) does.
record DeviceNumbers(long major, long minor) {
    static DeviceNumbers of(long packed) {
        return new DeviceNumbers(
                ((packed >>> 8) & 0xfff) | ((packed >>> 32) & ~0xfffL), (packed & 0xff) | ((packed >>> 12) & ~0xffL));
    }
}
