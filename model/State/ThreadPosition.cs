namespace RaceModel;

/// <summary>The VMM's two threads; each calls into the kernel and keeps a report buffer of its own.</summary>
internal enum VmmThread
{
    Migration,
    Trap,
}

/// <summary>
/// Where a thread of the VMM stands: its instruction, the page within the instruction's range, and, between the two steps
/// of a primitive that is not atomic, the page table entry that it holds in a register.
/// </summary>
internal readonly record struct ThreadPosition(uint Bits)
{
    public const int Width = 17;

    private const int InstructionMask = 0xFF, CursorShift = 8, CursorMask = 7, HalfwayBit = 1 << 11, RegisterShift = 12;

    public static ThreadPosition At(int instruction, int cursor = 0) => new((uint)(instruction | (cursor << CursorShift)));

    public int Instruction => (int)(Bits & InstructionMask);
    public int Cursor => (int)(Bits >> CursorShift) & CursorMask;

    /// <summary>The first of the page's two steps is done.</summary>
    public bool Halfway => (Bits & HalfwayBit) != 0;

    public IoPageTableEntry Register => new((byte)(Bits >> RegisterShift));

    public ThreadPosition HalfwayWith(IoPageTableEntry register) => new(Bits | HalfwayBit | ((uint)register.Bits << RegisterShift));
}
