namespace RaceModel.Checks.Exploration.Sets;

/// <summary>Is shown the steps from the blocks of a row. Implemented by structs, so that stepping is compiled once for each and calls nothing virtually.</summary>
internal interface IStepVisitor
{
    /// <summary>The states of a block whose steps are wanted, or still wanted.</summary>
    ulong Wanted(int block);

    /// <summary>Whether steps that end under a host value are wanted.</summary>
    bool Wants(uint hostAfter);

    /// <summary>States of a block all step to the same devices' values under another host value.</summary>
    void VisitAll(int block, ulong states, uint hostAfter, PropertySet violated);

    /// <summary>A state of a block takes a step.</summary>
    /// <returns>Whether the other steps from this state are wanted, too.</returns>
    bool Visit(int block, uint devices, uint hostAfter, uint devicesAfter, PropertySet violated);
}
