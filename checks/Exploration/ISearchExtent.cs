namespace RaceModel.Checks.Exploration;

/// <summary>How far a search by levels has come.</summary>
internal interface ISearchExtent
{
    /// <summary>States found.</summary>
    long StateCount { get; }

    /// <summary>Steps taken between them.</summary>
    long Transitions { get; }

    /// <summary>Steps from the initial state to the states that are expanded now, or that were last.</summary>
    int Depth { get; }

    /// <summary>States found and not yet expanded.</summary>
    long Frontier { get; }

    /// <summary>Bytes of all that is stored.</summary>
    long Bytes { get; }

    /// <summary>Bytes that the search may need at once to go on.</summary>
    long BytesToGrow { get; }

    /// <summary>How many states each level has, nearest first, as far as all states of a level are known.</summary>
    long[] LevelSizes();
}
