namespace RaceModel;

/// <summary>Keeps which bits of the state a step reads, its guard included, which it writes, and the rule that it follows.</summary>
internal readonly struct BitProbe(BitRecord record) : IProbe
{
    public static bool Watches => true;

    public void ReadBits(StateLayout.Field field) => record.Reads[field.Word] |= field.Mask;

    public void WriteBits(StateLayout.Field field) => record.Writes[field.Word] |= field.Mask;

    public void Read(Location location)
    {
    }

    public void Write(Location location)
    {
    }

    public void Took(in Step step) => record.Rule = step.Rule;

    public void Blocked(string guard, int number)
    {
    }
}

/// <summary>What a <see cref="BitProbe"/> saw.</summary>
internal sealed class BitRecord
{
    public State Reads;

    public State Writes;

    /// <summary>The rule of the step; of no meaning where none was taken.</summary>
    public Rule Rule;
}
